/** Models as ONNX graphs, run by ONNX Runtime. */
@NullMarked
package dev.mlbox.runtime.onnx;

import org.jspecify.annotations.NullMarked;
