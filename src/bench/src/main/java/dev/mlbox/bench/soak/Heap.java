package dev.mlbox.bench.soak;

/** What is still in use once the garbage is gone. */
public final class Heap {
  private static final int TIMES = 3;

  private Heap() {}

  /** In kB. */
  public static long used() {
    for (int i = 0; i < TIMES; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
  }
}
