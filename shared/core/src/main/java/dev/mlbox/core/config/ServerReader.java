package dev.mlbox.core.config;

import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings → a model that is a server already. */
final class ServerReader {
  private static final Pattern ADDRESS = Pattern.compile("http://[^/\\s:]+(:\\d{1,5})?/?");
  private static final Pattern PINNED = Pattern.compile("[^@\\s]+@sha256:[0-9a-f]{64}");

  /** What is evaluated and probed is what this method takes, in whatever service it is. */
  private static final String INFER = "/ModelInfer";

  /** A box tells its counts there, and a pod has one set of ports. */
  private static final int METRICS_PORT = 9090;

  private final Reading reading;
  private final String model;

  ServerReader(Reading reading, String model) {
    this.reading = reading;
    this.model = model;
  }

  ServerConfig read() {
    Stated run = reading.stated("server.run");
    Stated address = reading.stated("server.address");
    Stated image = reading.stated("server.image");
    List<String> inputs = reading.texts("server.inputs");
    requireOne(run, address);
    if (run != null && inputs.isEmpty()) {
      problem(
          Problem.of("server.run has no server.inputs"),
          run.place(),
          "the files that it is run from, such as inputs: [serve.py, model.pkl]: a version keeps"
              + " its own copy");
    }
    if (address != null && !ADDRESS.matcher(address.text()).matches()) {
      problem(
          Problem.of("server.address is " + Shown.of(address.text())),
          address.place(),
          "such as http://127.0.0.1:5000; paths are server.predict and server.health");
    }
    if (image != null && !PINNED.matcher(image.text()).matches()) {
      problem(
          Problem.of("server.image is " + image.text() + ", and what a tag means may change")
              .remedy("`crane digest IMAGE` and `docker buildx imagetools inspect IMAGE` print it"),
          image.place(),
          "its digest, such as registry.example.com/team/server@sha256:…");
    }
    return new ServerConfig(spec(image, address), run, inputs, reading.place("server"));
  }

  private ServerSpec spec(@Nullable Stated image, @Nullable Stated address) {
    ServerSpec.Speaks speaks =
        reading.read("server.speaks", ServerSpec.Speaks::parse, ServerSpec.Speaks.MLFLOW);
    int port = reading.whole("server.port", 8080);
    if (port == METRICS_PORT) {
      problem(
          Problem.of("server.port is 9090, where the box beside it tells its counts"),
          reading.place("server.port"),
          "another port");
    }
    Stated named = reading.stated("server.model");
    if (named != null && !speaks.isTensors()) {
      problem(
          Problem.of("server.speaks is %s, which has no names of models".formatted(speaks)),
          named.place(),
          "server.model with v2 or grpc only");
    }
    String called = named == null ? model : named.text();
    return new ServerSpec(
        speaks,
        image == null ? null : image.text(),
        List.of(),
        address == null ? null : address.text().replaceFirst("/$", ""),
        port,
        reading.text("server.health", speaks.health()),
        predict(speaks, called),
        speaks == ServerSpec.Speaks.GRPC ? called : null,
        reading.duration("server.ready", "2m").toSeconds());
  }

  private String predict(ServerSpec.Speaks speaks, String called) {
    String predict = reading.text("server.predict", speaks.predict(called));
    if (speaks == ServerSpec.Speaks.GRPC && !predict.endsWith(INFER)) {
      problem(
          Problem.of("server.predict is %s, which takes no ModelInferRequest".formatted(predict)),
          reading.place("server.predict"),
          "a method of the Open Inference Protocol, such as " + speaks.predict(called));
    }
    return predict;
  }

  private void requireOne(@Nullable Stated run, @Nullable Stated address) {
    if (run == null && address == null) {
      problem(
          Problem.of("there is no server to evaluate"),
          reading.place("server"),
          "server.run, which starts it on this machine, or server.address, where it runs");
    } else if (run != null && address != null) {
      problem(
          Problem.of("both server.run and server.address are set"), address.place(), "one of them");
    }
  }

  private void problem(Problem problem, String place, String expected) {
    reading.problem(problem.at(place).expected(expected));
  }
}
