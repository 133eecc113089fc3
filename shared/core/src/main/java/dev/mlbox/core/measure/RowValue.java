package dev.mlbox.core.measure;

/** Something that each row has by itself, such as its loss. */
@FunctionalInterface
interface RowValue {
  double of(Answers answers, int row);
}
