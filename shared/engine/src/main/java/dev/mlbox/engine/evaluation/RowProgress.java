package dev.mlbox.engine.evaluation;

/** Hears how far the models have got. */
@FunctionalInterface
public interface RowProgress {
  /** For whoever does not care. */
  RowProgress SILENT = (done, total) -> {};

  /** After each batch: rows that all models have answered, of how many. */
  void rows(long done, long total);

  /** What is done next, in words. */
  default void doing(String what) {}

  /** Something that whoever reads the report should know. */
  default void noted(String what) {}
}
