package dev.mlbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What a user reads when the rows are wrong: the whole message and the exit code. */
class DataMessagesTest extends MessageStage {
  @Test
  void aMissingDataFile() throws IOException {
    Files.delete(folder.resolve("test.csv"));
    says(
        4,
        """
        mlbox: data file test.csv does not exist
          where:    mlbox.yaml:4
          expected: CSV, Parquet or JSON lines at FOLDER/test.csv
        """,
        "check");
  }

  @Test
  void dataThatIsAFolder() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    configured("data: test.csv", "data: data");
    says(
        4,
        """
        mlbox: data is a folder
          where:    mlbox.yaml:4
          expected: a file, or a glob such as data/*.parquet
        """,
        "check");
  }

  @Test
  void dataOfAnUnknownFormat() throws IOException {
    shell.write("test.xlsx", "PK");
    configured("data: test.csv", "data: test.xlsx");
    says(
        4,
        """
        mlbox: test.xlsx does not say what it holds
          where:    mlbox.yaml:4
          expected: a name that ends in .csv, .tsv, .parquet, .jsonl, .ndjson or .json
        """,
        "check");
  }

  @Test
  void aFileThatIsNoParquet() throws IOException {
    shell.write("test.parquet", "not one");
    configured("data: test.csv", "data: test.parquet");
    says(
        4,
        """
        mlbox: cannot read test.parquet: File 'FOLDER/test.parquet' too small to be a Parquet file
          where:    mlbox.yaml:4
        """,
        "check");
  }

  @Test
  void aTargetThatIsNoColumn() throws IOException {
    configured("target: bought", "target: bougt");
    says(
        4,
        """
        mlbox: there is no column bougt
          where:    mlbox.yaml:5
          expected: one of color, size, weight, visits, bought, plan, as in test.csv
          remedy:   did you mean bought?
        """,
        "check");
  }

  @Test
  void aModelWhoseInputsTheDataDoNotHave() throws IOException {
    shell.write("test.csv", shell.rows(50).replace("weight,visits", "wheight,visit_count"));
    says(
        4,
        """
        mlbox: the data have no column weight, an input of the model
          where:    mlbox.yaml:4
          expected: it in test.csv, which has color, size, wheight, visit_count, bought, plan
          remedy:   is it wheight?
        mlbox: the data have no column visits, an input of the model
          where:    mlbox.yaml:4
          expected: it in test.csv, which has color, size, wheight, visit_count, bought, plan
        """,
        "check");
  }

  @Test
  void aModelWhoseInputsAreOfAnotherType() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst(",23,", ",many,"));
    says(
        4,
        """
        mlbox: column visits, row 1 is "many"
          where:    input visits of model.onnx
          expected: a whole number (int64)
        """,
        "check");
  }

  @Test
  void oneCellThatIsNoNumberIsTheOneThatIsTold() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst(",80.73,", ",heavy,"));
    says(
        4,
        """
        mlbox: column weight, row 4 is "heavy"
          where:    input weight of model.onnx
          expected: a number (float)
        """,
        "check");
  }

  @Test
  void aRowWhoseValueIsNoNumberAndThatTheModelDoesNotAnswer() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst(",80.73,", ",nan,"));
    says(
        4,
        """
        mlbox: row 4 has weight NaN, to which the model has no answer
          where:    mlbox.yaml:4
          expected: a number in each row of test.csv
          remedy:   leave such rows out, or let the model replace such values
        """,
        "check");
  }

  @Test
  void aTextInputThatIsANumberInTheData() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceAll("(?m)^[^,c]+(?=,)", "7"));
    says(
        4,
        """
        mlbox: column color, row 1 is 7
          where:    input color of model.onnx
          expected: text
        """,
        "check");
  }

  @Test
  void emptyData() throws IOException {
    shell.write("test.csv", shell.rows(0));
    says(
        4,
        """
        mlbox: test.csv has no rows
          where:    mlbox.yaml:4
          expected: at least one
        """,
        "check");
  }

  @Test
  void dataWithoutEvenAHeader() throws IOException {
    shell.write("test.csv", "");
    says(
        4,
        """
        mlbox: test.csv has no rows
          where:    mlbox.yaml:4
          expected: at least one
        """,
        "check");
  }

  @Test
  void aRowWithoutValueInAFeature() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst("54.48", ""));
    says(
        4,
        """
        mlbox: column weight has no value in row 2
          where:    test.csv
          expected: a value in every row of a column that is used
          remedy:   fill the row or leave it out
        """,
        "check");
  }

  @Test
  void aRowWithoutValueInTheTarget() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst("36,1,plus", "36,,plus"));
    says(
        4,
        """
        mlbox: column bought has no value in row 2
          where:    test.csv
          expected: a value in every row of a column that is used
          remedy:   fill the row or leave it out
        """,
        "check");
  }

  @Test
  void aRowWithTooManyValues() throws IOException {
    shell.write("test.csv", shell.rows(50) + "red,M,1.5,2,1,pro,more\n");
    says(
        4,
        """
        mlbox: line 52 of test.csv has 7 values, the header has 6: red,M,1.5,2,1,pro,more
          where:    mlbox.yaml:4
          expected: as many values as the header has names, in quotes where they have separators
          remedy:   mend that line or leave it out
        """,
        "check");
  }
}
