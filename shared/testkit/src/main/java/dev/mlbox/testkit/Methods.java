package dev.mlbox.testkit;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Methods of the Open Inference Protocol whose messages are bytes. */
public final class Methods {
  public static final String SERVICE = "inference.GRPCInferenceService";
  public static final MethodDescriptor<byte[], byte[]> INFER = of("ModelInfer", MethodType.UNARY);
  public static final MethodDescriptor<byte[], byte[]> READY = of("ServerReady", MethodType.UNARY);
  public static final MethodDescriptor<byte[], byte[]> STREAM =
      of("ModelStreamInfer", MethodType.BIDI_STREAMING);

  private Methods() {}

  private static MethodDescriptor<byte[], byte[]> of(String method, MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, method))
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
