package dev.mlbox.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.mlbox.runtime.onnx.Input.NamedColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one call in flight feeds its model with; kept for the next call. */
final class Slot implements AutoCloseable {
  private final List<Feed> feeds;
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  Slot(List<Input> inputs) {
    this.feeds = inputs.stream().map(Feed::new).toList();
  }

  /**
   * Writes rows to the tensors.
   *
   * @param sources the columns of each input
   * @param from first row, counted from 0
   * @return tensors by input name, good until the next call
   */
  Map<String, OnnxTensor> feed(List<NamedColumn[]> sources, int from, int to) throws OrtException {
    for (int i = 0; i < feeds.size(); i++) {
      Feed feed = feeds.get(i);
      tensors.put(feed.name(), feed.fill(sources.get(i), from, to));
    }
    return tensors;
  }

  @Override
  public void close() {
    feeds.forEach(Feed::close);
  }
}
