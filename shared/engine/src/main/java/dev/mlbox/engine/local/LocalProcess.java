package dev.mlbox.engine.local;

/**
 * A process as it is now.
 *
 * @param name {@code front}, or the version of a box
 * @param address {@code host:port}
 * @param pid of the operating system; 0 when it does not run
 * @param ready whether it answers
 * @param launches how often it was started within the last ten minutes: more than 1 when it died
 */
public record LocalProcess(String name, String address, long pid, boolean ready, int launches) {}
