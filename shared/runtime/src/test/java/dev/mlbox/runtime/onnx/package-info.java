/** Tests of package onnx. */
@NullMarked
package dev.mlbox.runtime.onnx;

import org.jspecify.annotations.NullMarked;
