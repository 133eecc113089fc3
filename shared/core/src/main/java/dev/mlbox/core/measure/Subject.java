package dev.mlbox.core.measure;

import dev.mlbox.core.model.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation is about.
 *
 * @param model whose answers
 * @param data to which rows
 * @param rows how many
 * @param task what the answers are
 * @param positive the class that counted as positive; null unless there were two
 * @param looks how many candidates have been judged on this data, this one included
 */
public record Subject(
    Digest model, Digest data, long rows, Task task, @Nullable String positive, int looks) {}
