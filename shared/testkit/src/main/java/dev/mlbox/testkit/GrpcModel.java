package dev.mlbox.testkit;

import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model server of somebody's own that doubles, and is called by gRPC: a real one, by the library
 * that most have.
 */
public final class GrpcModel implements AutoCloseable {
  private static final long END_SECONDS = 20;
  private static final Metadata.Key<String> USER =
      Metadata.Key.of("x-user", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> TOLD =
      Metadata.Key.of("x-told", Metadata.ASCII_STRING_MARSHALLER);

  private final Server server;
  private final AtomicInteger predictions = new AtomicInteger();
  private volatile Status status = Status.OK;
  private volatile byte[] garbage = {};
  private volatile boolean well = true;

  /** Starts one on loopback. */
  public GrpcModel() {
    this(0);
  }

  /**
   * Starts one on loopback.
   *
   * @param port 0 for a free one
   */
  public GrpcModel(int port) {
    ServerServiceDefinition service =
        ServerServiceDefinition.builder(Methods.SERVICE)
            .addMethod(Methods.INFER, ServerCalls.asyncUnaryCall(this::infer))
            .addMethod(Methods.READY, ServerCalls.asyncUnaryCall(this::ready))
            .addMethod(Methods.STREAM, ServerCalls.asyncBidiStreamingCall(Echo::new))
            .build();
    try {
      server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
              .addService(ServerInterceptors.intercept(service, new Told()))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return server.getPort();
  }

  /** How often it was asked for predictions. */
  public int predictions() {
    return predictions.get();
  }

  /** How calls end from now on; OK: with predictions. */
  public void ends(Status how) {
    status = how;
  }

  /** What it answers from now on, whatever it is asked; nothing: predictions. */
  public void says(byte... message) {
    garbage = message.clone();
  }

  /** Whether it says that it is ready. */
  public void isWell(boolean is) {
    well = is;
  }

  private void infer(byte[] request, StreamObserver<byte[]> answer) {
    predictions.incrementAndGet();
    Status how = status;
    if (!how.isOk()) {
      answer.onError(how.asRuntimeException());
      return;
    }
    byte[] said = garbage;
    answer.onNext(said.length > 0 ? said : Tensors.response(doubled(Tensors.values(request))));
    answer.onCompleted();
  }

  private static double[] doubled(double[] values) {
    return Arrays.stream(values).map(value -> 2 * value).toArray();
  }

  private void ready(byte[] request, StreamObserver<byte[]> answer) {
    answer.onNext(well ? new byte[] {8, 1} : new byte[0]);
    answer.onCompleted();
  }

  /** Ends it; when this returns nobody listens any more. */
  @Override
  public void close() {
    try {
      server.shutdownNow().awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Echo implements StreamObserver<byte[]> {
    private final StreamObserver<byte[]> answers;

    Echo(StreamObserver<byte[]> answers) {
      this.answers = answers;
    }

    @Override
    public void onNext(byte[] message) {
      answers.onNext(message);
    }

    @Override
    public void onError(Throwable cause) {
      answers.onError(cause);
    }

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }

  /** Tells who asked, in front of the answer and after it. */
  private static final class Told implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String user = headers.get(USER);
      return next.startCall(
          new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata answer) {
              answer.put(USER, user == null ? "nobody" : user);
              super.sendHeaders(answer);
            }

            @Override
            public void close(Status how, Metadata trailers) {
              trailers.put(TOLD, user == null ? "nobody" : user);
              super.close(how, trailers);
            }
          },
          headers);
    }
  }
}
