package dev.opendollr.sim;

import java.util.EnumMap;
import java.util.Map;

/// What simulations have come across, and how often.
final class Sightings {
    private final Map<Sighting, Integer> sightings = new EnumMap<>(Sighting.class);
    private final Map<Boundary, Integer> deaths = new EnumMap<>(Boundary.class);
    private final Map<Boundary, Integer> doubts = new EnumMap<>(Boundary.class);

    void sighting(Sighting sighting) {
        sightings.merge(sighting, 1, Integer::sum);
    }

    void death(Boundary boundary) {
        deaths.merge(boundary, 1, Integer::sum);
    }

    void doubt(Boundary boundary) {
        doubts.merge(boundary, 1, Integer::sum);
    }

    void add(Sightings more) {
        more.sightings.forEach((sighting, times) -> sightings.merge(sighting, times, Integer::sum));
        more.deaths.forEach((boundary, times) -> deaths.merge(boundary, times, Integer::sum));
        more.doubts.forEach((boundary, times) -> doubts.merge(boundary, times, Integer::sum));
    }

    /// Whether nothing is left to come across.
    boolean areAll() {
        return sightings.size() == Sighting.values().length
                && deaths.size() == Boundary.values().length
                && doubts.keySet().containsAll(Boundary.afterCommits());
    }

    Map<Sighting, Integer> sightings() {
        return Map.copyOf(sightings);
    }

    /// Where processes have died.
    Map<Boundary, Integer> deaths() {
        return Map.copyOf(deaths);
    }

    /// Where nobody was told of a commit.
    Map<Boundary, Integer> doubts() {
        return Map.copyOf(doubts);
    }

    @Override
    public String toString() {
        return sightings + "\nprocesses died at " + deaths + "\nno answer after " + doubts;
    }
}
