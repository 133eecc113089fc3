import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.mlbox.testkit.Methods;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A model server as somebody may have one, called by gRPC (Open Inference Protocol), and a client of it; of mlbox both
 * know the names of the methods, as its tests have them.
 *
 * <p>Arguments: server THRESHOLD FAILS_AFTER, the x + y above which it answers 1, and after how many predictions it
 * answers INTERNAL; or client HOST PORT FILE SECONDS, which asks over one connection, 100 times a second, and writes a
 * line {@code TIME STATUS VERSION} for each answer.
 */
public final class CalledServer {
  private static final Metadata.Key<String> VERSION =
      Metadata.Key.of("mlbox-version", Metadata.ASCII_STRING_MARSHALLER);

  private CalledServer() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("server")) {
      serve(Double.parseDouble(arguments[1]), Integer.parseInt(arguments[2]));
    } else {
      ask(arguments[1], Integer.parseInt(arguments[2]), arguments[3], Integer.parseInt(arguments[4]));
    }
  }

  private static void serve(double threshold, int failsAfter) throws Exception {
    AtomicInteger predictions = new AtomicInteger();
    ServerServiceDefinition service =
        ServerServiceDefinition.builder(Methods.SERVICE)
            .addMethod(
                Methods.INFER,
                ServerCalls.asyncUnaryCall(
                    (request, answer) -> {
                      if (predictions.incrementAndGet() > failsAfter) {
                        answer.onError(Status.INTERNAL.asRuntimeException());
                      } else {
                        send(answer, response(request, threshold));
                      }
                    }))
            .addMethod(
                Methods.READY,
                ServerCalls.asyncUnaryCall((request, answer) -> send(answer, new byte[] {8, 1})))
            .build();
    NettyServerBuilder.forPort(Integer.parseInt(System.getenv("PORT")))
        .addService(service)
        .build()
        .start()
        .awaitTermination();
  }

  private static void send(StreamObserver<byte[]> answer, byte[] message) {
    answer.onNext(message);
    answer.onCompleted();
  }

  private static byte[] response(byte[] request, double threshold) {
    UnknownFieldSet asked = parse(ByteString.copyFrom(request));
    double[] x = values(asked, 0);
    double[] y = values(asked, 1);
    byte[] answers = new byte[x.length];
    for (int i = 0; i < x.length; i++) {
      answers[i] = (byte) (x[i] + y[i] > threshold ? 1 : 0);
    }
    UnknownFieldSet output =
        UnknownFieldSet.newBuilder()
            .addField(1, text("label"))
            .addField(2, text("INT64"))
            .addField(3, Field.newBuilder().addVarint(x.length).build())
            .addField(5, message(UnknownFieldSet.newBuilder().addField(3, bytes(answers)).build()))
            .build();
    return UnknownFieldSet.newBuilder().addField(5, message(output)).build().toByteArray();
  }

  private static double[] values(UnknownFieldSet request, int column) {
    UnknownFieldSet tensor = parse(request.getField(5).getLengthDelimitedList().get(column));
    UnknownFieldSet contents = parse(tensor.getField(5).getLengthDelimitedList().get(0));
    ByteBuffer packed =
        contents.getField(7).getLengthDelimitedList().get(0).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[packed.remaining() / Double.BYTES];
    packed.asDoubleBuffer().get(values);
    return values;
  }

  private static void ask(String host, int port, String file, int seconds) throws Exception {
    ManagedChannel channel = NettyChannelBuilder.forAddress(host, port).usePlaintext().build();
    long until = System.currentTimeMillis() + seconds * 1000L;
    int all = 0;
    int failed = 0;
    try (PrintStream out = new PrintStream(file)) {
      while (System.currentTimeMillis() < until) {
        AtomicReference<Metadata> headers = new AtomicReference<>();
        Status.Code status = call(channel, headers);
        String version = headers.get() == null ? null : headers.get().get(VERSION);
        out.printf(
            "%.3f %s %s%n", System.currentTimeMillis() / 1000.0, status, version == null ? "-" : version);
        all++;
        failed += status == Status.Code.OK ? 0 : 1;
        // The pace of the client: about a hundred calls a second.
        Thread.sleep(10);
      }
    }
    channel.shutdownNow();
    System.out.printf("failed %d of %d%n", failed, all);
  }

  private static Status.Code call(ManagedChannel channel, AtomicReference<Metadata> headers) {
    try {
      ClientCalls.blockingUnaryCall(
          ClientInterceptors.intercept(
              channel, MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>())),
          Methods.INFER,
          CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS),
          UnknownFieldSet.newBuilder()
              .addField(1, text("own"))
              .mergeField(5, message(tensor("x", 0.9))) // a field that is added takes the place of the one before
              .mergeField(5, message(tensor("y", 0.8)))
              .build()
              .toByteArray());
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private static UnknownFieldSet tensor(String name, double value) {
    byte[] packed =
        ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
    return UnknownFieldSet.newBuilder()
        .addField(1, text(name))
        .addField(2, text("FP64"))
        .addField(3, bytes(new byte[] {1, 1}))
        .addField(5, message(UnknownFieldSet.newBuilder().addField(7, bytes(packed)).build()))
        .build();
  }

  private static Field text(String text) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(text)).build();
  }

  private static Field bytes(byte[] bytes) {
    return Field.newBuilder().addLengthDelimited(ByteString.copyFrom(bytes)).build();
  }

  private static Field message(UnknownFieldSet message) {
    return Field.newBuilder().addLengthDelimited(message.toByteString()).build();
  }

  private static UnknownFieldSet parse(ByteString message) {
    try {
      return UnknownFieldSet.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
