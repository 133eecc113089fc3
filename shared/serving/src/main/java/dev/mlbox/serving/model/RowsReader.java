package dev.mlbox.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of {@code POST /predict}: one object, a list of objects, or {@code {"rows": […]}}.
 */
final class RowsReader {
  private static final int MOST_STRAYS = 10;
  private static final String ROWS = "rows";
  private static final String SHAPES =
      "a row {\"column\": value, …}, a list of rows, or {\"rows\": [row, …]}";

  private final JsonFactory json;
  private final Wanted wanted;

  RowsReader(JsonFactory json, Wanted wanted) {
    this.json = json;
    this.wanted = wanted;
  }

  /**
   * @throws MlboxException INVALID when the body is no rows
   */
  Table read(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      Rows rows = new Rows(parser, wanted);
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        rows.list();
      } else if (first == JsonToken.START_OBJECT) {
        rows.object();
      } else {
        throw MlboxException.invalid(
            Problem.of(first == null ? "the body is empty" : "the body is neither object nor list")
                .at("request body")
                .expected(SHAPES));
      }
      if (parser.nextToken() != null) {
        throw MlboxException.invalid(
            Problem.of("something follows the rows").at("request body").expected(SHAPES));
      }
      return rows.table();
    } catch (IOException e) {
      throw BodyJson.malformed(e, SHAPES);
    }
  }

  /**
   * The names in a body that was read which the model knows nothing of, each once and at most
   * {@value #MOST_STRAYS}: where a column is missing, one of them may be it, mistyped.
   */
  List<String> strays(byte[] body) {
    Set<String> strays = new LinkedHashSet<>();
    try (JsonParser parser = json.createParser(body)) {
      while (parser.nextToken() != null && strays.size() < MOST_STRAYS) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          boolean wrapper = parser.nextToken() == JsonToken.START_ARRAY && name.equals(ROWS);
          if (!wrapper) {
            parser.skipChildren();
            if (wanted.builder(name) == null) {
              strays.add(name);
            }
          }
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return List.copyOf(strays);
  }

  private static final class Rows {
    private final JsonParser parser;
    private final Wanted wanted;
    private final Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
    private int count;

    Rows(JsonParser parser, Wanted wanted) {
      this.parser = parser;
      this.wanted = wanted;
    }

    /** The rest of the body's object: one row, unless it has a list of rows. */
    void object() throws IOException {
      boolean wrapped = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_ARRAY && name.equals(ROWS)) {
          wrapped = true;
          columns.clear();
          count = 0;
          list();
        } else if (wrapped) {
          parser.skipChildren();
        } else {
          cell(name);
        }
      }
      if (!wrapped) {
        endRow();
      }
    }

    void list() throws IOException {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw MlboxException.invalid(
              Problem.of("row %d is not an object".formatted(count + 1))
                  .at("request body")
                  .expected(SHAPES));
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          cell(name);
        }
        endRow();
      }
    }

    private void cell(String name) throws IOException {
      ColumnBuilder column = column(name);
      if (column == null) {
        parser.skipChildren();
        return;
      }
      if (column.size() != count) {
        throw MlboxException.invalid(
            column.size() > count
                ? Problem.of("column %s is there twice in row %d".formatted(name, count + 1))
                    .at("request body")
                : missing(name, column.size() + 1));
      }
      column.add(parser);
    }

    private @Nullable ColumnBuilder column(String name) {
      ColumnBuilder known = columns.get(name);
      if (known == null) {
        known = wanted.builder(name);
        if (known != null) {
          columns.put(name, known);
        }
      }
      return known;
    }

    private void endRow() {
      count++;
      for (Map.Entry<String, ColumnBuilder> entry : columns.entrySet()) {
        if (entry.getValue().size() != count) {
          throw MlboxException.invalid(missing(entry.getKey(), count));
        }
      }
    }

    private static Problem missing(String name, int row) {
      return Problem.of("column %s is missing in row %d".formatted(name, row))
          .at("request body")
          .expected("the same columns in every row");
    }

    Table table() {
      Map<String, Column> built = new LinkedHashMap<>();
      for (String name : wanted.order()) {
        ColumnBuilder known = columns.remove(name);
        if (known != null) {
          built.put(name, known.build());
        }
      }
      columns.forEach((name, column) -> built.put(name, column.build()));
      return new Table(built, count);
    }
  }
}
