package dev.mlbox.spark;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * How a value is taken out of one of Spark's rows, without an object for it.
 *
 * @param kind as Spark has it
 * @param form as what it goes on
 * @param precision of a decimal; else 0
 * @param scale of a decimal; else 0
 */
record Cell(Kind kind, Form form, int precision, int scale) implements Serializable {

  /** As Spark has it. */
  enum Kind {
    BOOLEAN,
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    TEXT,
    DECIMAL
  }

  /** As what it goes on. */
  enum Form {
    WHOLE,
    REAL,
    TEXT
  }

  /**
   * Of a column.
   *
   * @param type of Spark; days and microseconds are whole numbers
   * @param input whether a model is given it; else a decimal goes on as text, with all its digits
   */
  static Cell of(DataType type, boolean input) {
    if (type instanceof DecimalType decimal) {
      Form form = !input ? Form.TEXT : decimal.scale() == 0 ? Form.WHOLE : Form.REAL;
      return new Cell(Kind.DECIMAL, form, decimal.precision(), decimal.scale());
    }
    Kind kind = kind(type);
    Form form =
        switch (kind) {
          case FLOAT, DOUBLE -> Form.REAL;
          case TEXT, DECIMAL -> Form.TEXT;
          case BOOLEAN, BYTE, SHORT, INT, LONG -> Form.WHOLE;
        };
    return new Cell(kind, form, 0, 0);
  }

  private static Kind kind(DataType type) {
    if (type.equals(DataTypes.BooleanType)) {
      return Kind.BOOLEAN;
    }
    if (type.equals(DataTypes.ByteType)) {
      return Kind.BYTE;
    }
    if (type.equals(DataTypes.ShortType)) {
      return Kind.SHORT;
    }
    if (type.equals(DataTypes.IntegerType) || type.equals(DataTypes.DateType)) {
      return Kind.INT;
    }
    if (type.equals(DataTypes.LongType) || type.equals(DataTypes.TimestampNTZType)) {
      return Kind.LONG;
    }
    if (type.equals(DataTypes.FloatType)) {
      return Kind.FLOAT;
    }
    if (type.equals(DataTypes.DoubleType)) {
      return Kind.DOUBLE;
    }
    if (type.equals(DataTypes.StringType)) {
      return Kind.TEXT;
    }
    throw new IllegalStateException("Spark reads a column as " + type.simpleString());
  }

  long whole(InternalRow row, int column) {
    return switch (kind) {
      case BOOLEAN -> row.getBoolean(column) ? 1 : 0;
      case BYTE -> row.getByte(column);
      case SHORT -> row.getShort(column);
      case INT -> row.getInt(column);
      case LONG -> row.getLong(column);
      case DECIMAL -> row.getDecimal(column, precision, scale).toLong();
      case FLOAT, DOUBLE, TEXT -> throw new IllegalStateException(kind + " is not whole");
    };
  }

  double real(InternalRow row, int column) {
    return switch (kind) {
      case FLOAT -> row.getFloat(column);
      case DOUBLE -> row.getDouble(column);
      case DECIMAL -> row.getDecimal(column, precision, scale).toJavaBigDecimal().doubleValue();
      case BOOLEAN, BYTE, SHORT, INT, LONG, TEXT ->
          throw new IllegalStateException(kind + " is not real");
    };
  }

  String text(InternalRow row, int column) {
    return kind == Kind.DECIMAL
        ? row.getDecimal(column, precision, scale).toJavaBigDecimal().toPlainString()
        : row.getUTF8String(column).toString();
  }
}
