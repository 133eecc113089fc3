/** SQL expressions over aggregates of rows: what they are made of, their value, how it changes. */
@NullMarked
package dev.mlbox.core.sql;

import org.jspecify.annotations.NullMarked;
