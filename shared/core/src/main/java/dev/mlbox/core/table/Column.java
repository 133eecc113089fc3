package dev.mlbox.core.table;

/**
 * The values of one column, without nulls: whoever reads data refuses a null by file, column and
 * row before a column is made. The arrays are not copied and must not be changed.
 */
public sealed interface Column {

  /** Number of rows. */
  int rows();

  DataType type();

  /** The value of a row in words; an integer has no decimal point. */
  String text(int row);

  /** The rows {@code from} (inclusive) to {@code to} (exclusive). */
  Column slice(int from, int to);

  /** Text, one string a row. */
  record Text(String[] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public DataType type() {
      return DataType.TEXT;
    }

    @Override
    public String text(int row) {
      return values[row];
    }

    @Override
    public Text slice(int from, int to) {
      return new Text(java.util.Arrays.copyOfRange(values, from, to));
    }
  }

  /** Whole numbers, and booleans as 0 and 1. */
  record Whole(long[] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public DataType type() {
      return DataType.WHOLE;
    }

    @Override
    public String text(int row) {
      return Long.toString(values[row]);
    }

    @Override
    public Whole slice(int from, int to) {
      return new Whole(java.util.Arrays.copyOfRange(values, from, to));
    }
  }

  /** Real numbers; NaN is a value here, not a null. */
  record Real(double[] values) implements Column {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public DataType type() {
      return DataType.REAL;
    }

    @Override
    public String text(int row) {
      return Double.toString(values[row]);
    }

    @Override
    public Real slice(int from, int to) {
      return new Real(java.util.Arrays.copyOfRange(values, from, to));
    }
  }
}
