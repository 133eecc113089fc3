/** Rows from files, read with DuckDB: CSV, Parquet, JSON lines. */
@NullMarked
package dev.mlbox.engine.data;

import org.jspecify.annotations.NullMarked;
