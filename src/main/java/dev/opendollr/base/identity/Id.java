package dev.opendollr.base.identity;

/// The number of an object. Every kind of object has its own type of id, so that the id of one kind cannot stand where
/// that of another is meant.
///
/// Requests may name an object that does not exist: an id is a question until a row answers it.
public interface Id {
    long value();
}
