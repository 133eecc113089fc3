package dev.mlbox.serving.lease;

/** Tells a box of its lease, whenever it changes, until closed. */
public interface LeaseSource extends AutoCloseable {

  /** Begins to read; returns at once. */
  void start();

  @Override
  void close();
}
