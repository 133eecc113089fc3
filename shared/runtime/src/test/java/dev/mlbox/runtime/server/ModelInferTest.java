package dev.mlbox.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.ServerSpec.Speaks;
import dev.mlbox.runtime.grpc.GrpcFrame;
import dev.mlbox.runtime.proto.ProtoWriter;
import dev.mlbox.testkit.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelInferTest {

  @Test
  void writesWhatGooglesLibraryReads() throws IOException {
    byte[] message =
        ModelInfer.request(
            "churn",
            Question.MAPPER.readTree(
                "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP64\",\"shape\":[2,1],\"data\":[1.5,NaN]}]}"));

    assertThat(Tensors.model(message)).isEqualTo("churn");
    assertThat(Tensors.values(message)).containsExactly(1.5, Double.NaN);
  }

  @Test
  void readsWhatGooglesLibraryWrites() throws IOException {
    assertThat(ModelInfer.response(Tensors.response(3, -0.5)).toString())
        .isEqualTo(
            "{\"outputs\":[{\"shape\":[2,1],\"data\":[3.0,-0.5],\"name\":\"y\",\"datatype\":\"FP64\"}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "INT64, 0700000000000000, 7",
    "INT32, ffffffff, -1",
    "UINT32, ffffffff, 4294967295",
    "UINT8, ff, 255",
    "INT16, feff, -2",
    "BOOL, 01, true",
    "FP32, 0000c03f, 1.5",
    "FP64, 000000000000f83f, 1.5",
    "BYTES, 02000000 6e6f, '\"no\"'"
  })
  void readsRawTensors(String type, String bytes, String value) throws IOException {
    assertThat(RawTensor.values(type, bytes(bytes)).toString()).isEqualTo("[" + value + "]");
  }

  @Test
  void takesTensorsFromBesideTheOutputs() throws IOException {
    byte[] numbers =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(4).putInt(5).array();
    byte[] message =
        new ProtoWriter()
            .message(
                5,
                new ProtoWriter()
                    .text(1, "y")
                    .text(2, "INT32")
                    .message(3, new ProtoWriter().varint(2).varint(1)))
            .bytes(6, numbers)
            .toByteArray();

    assertThat(ModelInfer.response(message).path("outputs").path(0).path("data").toString())
        .isEqualTo("[4,5]");
    assertThat(Said.in(GrpcFrame.of(message), Speaks.GRPC)).hasValue(List.of("4", "5"));
  }

  @Test
  void refusesWhatIsNoAnswer() {
    assertThatThrownBy(() -> RawTensor.values("FP64", new byte[5])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RawTensor.values("FP16", new byte[2])).hasMessage("a tensor of FP16");
    assertThatThrownBy(() -> ModelInfer.response("<html>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
    assertThat(Said.isAnswer(new byte[] {0, 0, 0, 0, 9}, Speaks.GRPC)).isFalse();
    assertThat(Said.isAnswer(new byte[] {1, 0, 0, 0, 1, 42}, Speaks.GRPC)).isTrue();
  }

  private static byte[] bytes(String hex) {
    String digits = hex.replace(" ", "");
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
