@NullMarked
package dev.mlbox.runtime.grpc;

import org.jspecify.annotations.NullMarked;
