package dev.opendollr.bench;

/// Fresh orders with consecutive ids, cut into one range for each client, so that none is canceled twice.
record OrderBlock(long firstId, int clients, int ordersPerClient) {
    long first(int client) {
        return firstId + (long) client * ordersPerClient;
    }

    long size() {
        return (long) clients * ordersPerClient;
    }
}
