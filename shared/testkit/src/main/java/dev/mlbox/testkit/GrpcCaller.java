package dev.mlbox.testkit;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A client of gRPC as others have it, with one connection. */
public final class GrpcCaller implements AutoCloseable {
  private static final long LIMIT_SECONDS = 20;

  private final ManagedChannel channel;

  /**
   * @param port of somebody on loopback
   */
  public GrpcCaller(int port) {
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  /** What came back. */
  public record Heard(Status status, byte[] message, Metadata headers, Metadata trailers) {
    /** What was said before the message; empty for nothing. */
    public String header(String name) {
      return said(headers, name);
    }

    /** What was said after the message; empty for nothing. */
    public String trailer(String name) {
      return said(trailers, name);
    }

    public double[] values() {
      return Tensors.values(message);
    }

    private static String said(Metadata metadata, String name) {
      String value = metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
      return value == null ? "" : value;
    }
  }

  /**
   * Asks for a prediction of 21.
   *
   * @param metadata name, value, and so on
   */
  public Heard infer(String... metadata) {
    return infer(Tensors.request("doubler", 21), metadata);
  }

  /** Sends a ModelInferRequest. */
  public Heard infer(byte[] request, String... metadata) {
    Metadata sent = new Metadata();
    for (int i = 0; i < metadata.length; i += 2) {
      sent.put(Metadata.Key.of(metadata[i], Metadata.ASCII_STRING_MARSHALLER), metadata[i + 1]);
    }
    AtomicReference<Metadata> headers = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    byte[] message = new byte[0];
    Status status = Status.OK;
    try {
      message =
          ClientCalls.blockingUnaryCall(
              ClientInterceptors.intercept(
                  channel,
                  MetadataUtils.newAttachHeadersInterceptor(sent),
                  MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)),
              Methods.INFER,
              CallOptions.DEFAULT.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS),
              request);
    } catch (StatusRuntimeException e) {
      status = e.getStatus();
    }
    return new Heard(status, message, orNone(headers.get()), orNone(trailers.get()));
  }

  private static Metadata orNone(@Nullable Metadata metadata) {
    return metadata == null ? new Metadata() : metadata;
  }

  /** Sends messages on one stream, each after the answer to the last, and says what came back. */
  public Spoken stream(byte[]... messages) throws InterruptedException {
    Talk talk = talk();
    int answers = 0;
    while (answers < messages.length && talk.say(messages[answers])) {
      answers++;
    }
    return new Spoken(answers, talk.end());
  }

  /** Opens a stream. */
  public Talk talk() {
    BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    ClientCall<byte[], byte[]> call =
        channel.newCall(
            Methods.STREAM, CallOptions.DEFAULT.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS));
    return new Talk(events, ClientCalls.asyncBidiStreamingCall(call, new Events(events)));
  }

  /** A stream that is open until it is ended. */
  public static final class Talk {
    private final BlockingQueue<Object> events;
    private final StreamObserver<byte[]> out;
    private @Nullable Status over;

    private Talk(BlockingQueue<Object> events, StreamObserver<byte[]> out) {
      this.events = events;
      this.out = out;
    }

    /** Says something, and waits for the answer; false when the stream ended instead. */
    public boolean say(byte[] message) throws InterruptedException {
      out.onNext(message);
      if (events.take() instanceof Status status) {
        over = status;
        return false;
      }
      return true;
    }

    /** Says no more, unless it is over already, and how it ended. */
    public Status end() throws InterruptedException {
      Status status = over;
      if (status == null) {
        out.onCompleted();
        status = (Status) events.take();
        over = status;
      }
      return status;
    }
  }

  /**
   * What came of a stream.
   *
   * @param answers that came
   * @param status that it ended with
   */
  public record Spoken(int answers, Status status) {}

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private record Events(BlockingQueue<Object> events) implements StreamObserver<byte[]> {
    @Override
    public void onNext(byte[] message) {
      events.add(List.of(message));
    }

    @Override
    public void onError(Throwable cause) {
      events.add(Status.fromThrowable(cause));
    }

    @Override
    public void onCompleted() {
      events.add(Status.OK);
    }
  }
}
