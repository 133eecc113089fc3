package dev.mlbox.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The Open Inference Protocol's messages of one tensor of FP64, by Google's own library. */
public final class Tensors {

  private Tensors() {}

  /** A ModelInferRequest for one column. */
  public static byte[] request(String model, double... values) {
    return UnknownFieldSet.newBuilder()
        .addField(1, text(model))
        .addField(5, message(tensor("x", values)))
        .build()
        .toByteArray();
  }

  /** A ModelInferResponse. */
  public static byte[] response(double... values) {
    return UnknownFieldSet.newBuilder()
        .addField(1, text("any"))
        .addField(5, message(tensor("y", values)))
        .build()
        .toByteArray();
  }

  /** The name of the model in a ModelInferRequest. */
  public static String model(byte[] request) {
    return parse(request).getField(1).getLengthDelimitedList().get(0).toStringUtf8();
  }

  /** The values of the first tensor of a request or a response. */
  public static double[] values(byte[] message) {
    UnknownFieldSet tensor = parse(parse(message).getField(5));
    UnknownFieldSet contents = parse(tensor.getField(5));
    ByteBuffer packed =
        ByteBuffer.wrap(contents.getField(7).getLengthDelimitedList().get(0).toByteArray())
            .order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[packed.remaining() / Double.BYTES];
    packed.asDoubleBuffer().get(values);
    return values;
  }

  private static UnknownFieldSet tensor(String name, double[] values) {
    ByteBuffer packed =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    packed.asDoubleBuffer().put(values);
    UnknownFieldSet contents =
        UnknownFieldSet.newBuilder().addField(7, bytes(packed.array())).build();
    return UnknownFieldSet.newBuilder()
        .addField(1, text(name))
        .addField(2, text("FP64"))
        .addField(3, bytes(varints(values.length, 1)))
        .addField(5, message(contents))
        .build();
  }

  private static byte[] varints(long... numbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    Arrays.stream(numbers)
        .forEach(
            number -> {
              try {
                out.writeUInt64NoTag(number);
                out.flush();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return bytes.toByteArray();
  }

  private static Field text(String text) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(text)).build();
  }

  private static Field bytes(byte[] bytes) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFrom(bytes)).build();
  }

  private static Field message(UnknownFieldSet message) {
    return bytes(message.toByteArray());
  }

  private static UnknownFieldSet parse(Field field) {
    return parse(field.getLengthDelimitedList().get(0).toByteArray());
  }

  private static UnknownFieldSet parse(byte[] message) {
    try {
      return UnknownFieldSet.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
