package dev.mlbox.runtime.remote;

import dev.mlbox.core.model.Predictions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Some rows that follow each other: columns of them, or what models answered.
 *
 * @param rows how many
 * @param columns in the order in which they were asked for; all of them or none, and perhaps of the
 *     first rows only
 * @param answers of each model
 */
public record Parcel(int rows, List<Values> columns, List<Said> answers) implements Serializable {

  public Parcel {
    columns = List.copyOf(columns);
    answers = List.copyOf(answers);
  }

  /**
   * A model's answers.
   *
   * @param values see {@link Predictions}
   * @param classes see {@link Predictions}
   * @param probabilities see {@link Predictions}
   * @param width see {@link Predictions}
   */
  public record Said(Values values, List<String> classes, double[] probabilities, int width)
      implements Serializable {

    public static Said of(Predictions answers) {
      return new Said(
          Values.of(answers.values()), answers.classes(), answers.probabilities(), answers.width());
    }

    public Predictions predictions() {
      return new Predictions(values.column(), classes, probabilities, width);
    }
  }

  /** In bytes. */
  public byte[] packed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Parcel unpacked(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (Parcel) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("what came back cannot be read", e);
    }
  }
}
