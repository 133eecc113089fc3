package dev.mlbox.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

  @ParameterizedTest
  @CsvSource({
    "data/test.csv, data/test.csv",
    "'data/a#1?.csv', 'data/a#1?.csv'",
    "https://example.com/a/test.csv, https://example.com/a/test.csv",
    "https://ana:pw@example.com:8443/test.csv, https://example.com:8443/test.csv",
    "https://ana:p@w@example.com/test.csv, https://example.com/test.csv",
    "https://t0ken@example.com/test.csv, https://example.com/test.csv",
    "https://s3.example.com/b/t.csv?X-Amz-Signature=abc&x=1, https://s3.example.com/b/t.csv",
    "'https://example.com/t.csv?sig=a/b@c#part', https://example.com/t.csv",
    "'https://example.com/v@1/t.csv', https://example.com/v@1/t.csv",
    "'git+https://ana:pw@example.com/m#x.onnx@v1', 'git+https://example.com/m#x.onnx@v1'",
    "'git+ssh://git:pw@example.com/m#x.onnx@v1', 'git+ssh://git@example.com/m#x.onnx@v1'",
    "s3://KEY:se/cr+et@bucket/p, s3://bucket/p",
    "s3://KEY:7/Qx+z@bucket/p, s3://bucket/p",
    "https://example.com:8443/pkg@1/t.csv, https://example.com:8443/pkg@1/t.csv",
    "file:https://ana:pw@example.com/m.onnx?sig=1, file:https://example.com/m.onnx",
    "git:v1:models/m.onnx, git:v1:models/m.onnx",
  })
  void showsNoSecret(String text, String shown) {
    assertThat(Shown.of(text)).isEqualTo(shown);
  }
}
