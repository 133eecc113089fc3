package dev.mlbox.runtime.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.batch.Batches;
import dev.mlbox.runtime.natives.UnpackedLibraries;
import dev.mlbox.runtime.onnx.Input.NamedColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An ONNX graph, run by ONNX Runtime on the processor.
 *
 * <p>Each call in flight takes a {@link Slot} of reused tensors; calls hold the read lock, so that
 * closing waits for them.
 */
public final class OnnxPredictor implements Predictor {
  private final String file;
  private final OrtSession session;
  private final Inputs inputs;
  private final Sources sources;
  private final Outputs outputs;
  private final Set<String> asked;
  private final Signature signature;
  private final Queue<Slot> slots = new ConcurrentLinkedQueue<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxPredictor(Path path, OrtSession session, List<String> features) throws OrtException {
    this.file = name(path);
    this.session = session;
    Collection<NodeInfo> answers = session.getOutputInfo().values();
    this.inputs = Inputs.of(session.getInputInfo().values(), file, features);
    this.sources = new Sources(inputs.all(), List.copyOf(features));
    this.outputs = Outputs.of(answers, file, GraphNode.in(path));
    this.asked = outputs.names();
    this.signature =
        new Signature(
            inputs.all().stream().map(Input::field).toList(),
            answers.stream().map(OnnxPredictor::field).flatMap(Optional::stream).toList());
  }

  /**
   * Loads a model.
   *
   * @param features the columns of a matrix input, in order; empty: all numeric columns of the
   *     table
   * @param threads for one call; several calls at once use as many each
   * @throws MlboxException INVALID when the file is no ONNX model, or one that rows cannot be fed
   *     to
   */
  public static OnnxPredictor load(Path path, List<String> features, int threads) {
    if (!Files.isRegularFile(path)) {
      throw MlboxException.invalid(
          Problem.of("the model %s does not exist".formatted(path)).expected("an ONNX file"));
    }
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "mlbox");
    UnpackedLibraries.remove("onnxruntime-java");
    try (OrtSession.SessionOptions options = options(threads)) {
      return of(path, environment.createSession(path.toString(), options), features);
    } catch (OrtException e) {
      throw MlboxException.invalid(
          Problem.of("%s cannot be loaded: %s".formatted(name(path), Words.of(e)))
              .at(path.toString())
              .expected("an ONNX model"));
    }
  }

  private static OnnxPredictor of(Path path, OrtSession session, List<String> features)
      throws OrtException {
    try {
      return new OnnxPredictor(path, session, features);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setDeterministicCompute(true);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    // Patterns are kept for each batch size ever seen; a server sees thousands.
    options.setMemoryPatternOptimization(false);
    // Waiting threads sleep: the cores belong to other requests, and to other builds.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static Optional<Signature.Field> field(NodeInfo node) {
    Optional<DataType> type =
        node.getInfo() instanceof TensorInfo info ? Tensors.type(info) : Optional.of(DataType.REAL);
    return type.map(known -> new Signature.Field(node.getName(), known, Outputs.width(node)));
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public Predictions predict(Table rows) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw MlboxException.broken(Problem.of("%s is closed".formatted(file)), null);
      }
      List<NamedColumn[]> columns = sources.in(rows);
      int size = inputs.rowByRow() ? 1 : Batches.ROWS;
      return Batches.predict(rows.rows(), size, (from, to) -> run(columns, from, to));
    } finally {
      lock.readLock().unlock();
    }
  }

  private Predictions run(List<NamedColumn[]> columns, int from, int to) {
    Slot free = slots.poll();
    Slot slot = free == null ? new Slot(inputs.all()) : free;
    try (OrtSession.Result answer = session.run(slot.feed(columns, from, to), asked)) {
      return outputs.read(answer, to - from, from + 1);
    } catch (OrtException e) {
      String rows = to - from == 1 ? "row " + to : "rows %d to %d".formatted(from + 1, to);
      throw MlboxException.broken(
          Problem.of("the model failed: " + Words.of(e)).at(file + ", " + rows), e);
    } finally {
      slots.add(slot);
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        slots.forEach(Slot::close);
        session.close();
      }
    } catch (OrtException e) {
      throw MlboxException.broken(
          Problem.of("%s did not close: %s".formatted(file, Words.of(e))), e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
