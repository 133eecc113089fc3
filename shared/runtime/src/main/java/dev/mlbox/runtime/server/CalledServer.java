package dev.mlbox.runtime.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.grpc.GrpcClient;
import dev.mlbox.runtime.grpc.GrpcFrame;
import dev.mlbox.runtime.grpc.GrpcStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** A server that is asked by gRPC, in the Open Inference Protocol's tensors. */
record CalledServer(ModelServer server) implements ServerPredictor.Asking {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int SERVER_ERROR = 500;

  @Override
  public Predictions ask(Question question) {
    ServerSpec spec = server.spec();
    GrpcClient.Reply reply = call(question);
    if (reply.status() != GrpcStatus.OK) {
      throw refused(reply);
    }
    JsonNode answer;
    try {
      answer = ModelInfer.response(GrpcFrame.message(reply.body()));
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the server's answer is no ModelInferResponse: " + e.getMessage())
              .at(spec.predict()),
          e);
    }
    return new ServerAnswer(spec.predict(), question.to() - question.from(), question.from() + 1)
        .read(answer, spec.speaks());
  }

  private GrpcClient.Reply call(Question question) {
    ServerSpec spec = server.spec();
    try {
      JsonNode tensors = Question.MAPPER.readTree(question.body(spec.speaks()));
      String model =
          Objects.requireNonNull(spec.model(), "a server that is called names its model");
      return server.calls().call(spec.predict(), ModelInfer.request(model, tensors), LIMIT);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the server does not answer: " + e.getMessage())
              .at(server.base() + spec.predict()),
          e);
    }
  }

  /** What a client did wrong is told to the client; a method that is not there is not its fault. */
  private MlboxException refused(GrpcClient.Reply reply) {
    Problem problem =
        Problem.of("the server answers with status %s: %s".formatted(reply.status(), reply.words()))
            .at(server.spec().predict())
            .expected(
                "predictions of model %s, as server.speaks says: %s"
                    .formatted(server.spec().model(), server.spec().speaks()))
            .remedy("name the model in server.model as the server does");
    return reply.status().http() < SERVER_ERROR
        ? MlboxException.invalid(problem)
        : MlboxException.broken(problem, null);
  }
}
