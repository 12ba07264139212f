package dev.opendollr.base.identity;

/// The number of an object. Every kind of object has its own type of id, so that an id of one kind cannot be
/// passed for an id of another.
///
/// An id does not prove that the object exists: a request may contain any number.
public interface Id {
    long value();
}
