package dev.mlbox.spark;

import dev.mlbox.runtime.remote.RemoteColumn;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Types in a Parquet file → what DuckDB calls them, and which of them both readers are known to
 * take for the same values. The others are refused where they are used.
 */
final class ParquetTypes {
  /** Beyond these digits, a decimal has several nearest doubles to choose from. */
  private static final int EXACT_DIGITS = 15;

  private static final int LONG_DIGITS = 18;

  private ParquetTypes() {}

  static List<RemoteColumn> columns(MessageType schema) {
    return schema.getFields().stream().map(ParquetTypes::column).toList();
  }

  private static RemoteColumn column(Type field) {
    if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
      return new RemoteColumn(field.getName(), "STRUCT", false, false);
    }
    PrimitiveType type = field.asPrimitiveType();
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> fed(field, "BOOLEAN");
      case FLOAT -> fed(field, "FLOAT");
      case DOUBLE -> fed(field, "DOUBLE");
      case INT32 -> logical == null ? fed(field, "INTEGER") : annotated(field, logical);
      case INT64 -> logical == null ? fed(field, "BIGINT") : annotated(field, logical);
      case BINARY -> logical == null ? unknown(field, "BLOB") : annotated(field, logical);
      case INT96 -> unknown(field, "TIMESTAMP");
      case FIXED_LEN_BYTE_ARRAY -> {
        // Two bytes are a half, which Spark's reader does not know.
        String otherwise = type.getTypeLength() == 2 ? "FLOAT" : "BLOB";
        yield logical == null ? unknown(field, otherwise) : annotated(field, logical);
      }
    };
  }

  private static RemoteColumn annotated(Type field, LogicalTypeAnnotation logical) {
    if (logical instanceof StringLogicalTypeAnnotation) {
      return fed(field, "VARCHAR");
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return new RemoteColumn(field.getName(), "DATE", true, false);
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      int digits = decimal.getPrecision();
      boolean exact = digits <= (decimal.getScale() == 0 ? LONG_DIGITS : EXACT_DIGITS);
      String type = "DECIMAL(%d,%d)".formatted(digits, decimal.getScale());
      return new RemoteColumn(field.getName(), type, true, exact);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation time) {
      boolean carried = time.getUnit() == TimeUnit.MICROS && !time.isAdjustedToUTC();
      return new RemoteColumn(field.getName(), "TIMESTAMP", carried, false);
    }
    return logical instanceof IntLogicalTypeAnnotation whole
        ? whole(field, whole)
        : unknown(field, "VARCHAR");
  }

  private static RemoteColumn whole(Type field, IntLogicalTypeAnnotation type) {
    String name =
        switch (type.getBitWidth()) {
          case 8 -> "TINYINT";
          case 16 -> "SMALLINT";
          case 32 -> "INTEGER";
          default -> "BIGINT";
        };
    boolean wide = !type.isSigned() && type.getBitWidth() == Long.SIZE;
    String full = type.isSigned() ? name : "U" + name;
    return wide ? unknown(field, full) : fed(field, full);
  }

  private static RemoteColumn fed(Type field, String type) {
    return new RemoteColumn(field.getName(), type, true, true);
  }

  private static RemoteColumn unknown(Type field, String type) {
    return new RemoteColumn(field.getName(), type, false, false);
  }
}
