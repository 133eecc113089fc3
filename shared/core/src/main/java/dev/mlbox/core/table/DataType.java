package dev.mlbox.core.table;

/** The three kinds of value that data and models exchange here. */
public enum DataType {
  TEXT,
  WHOLE,
  REAL
}
