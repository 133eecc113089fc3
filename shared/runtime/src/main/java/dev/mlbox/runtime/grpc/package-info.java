/** gRPC as far as a box and an evaluation need it: statuses, frames, calls of one message. */
@NullMarked
package dev.mlbox.runtime.grpc;

import org.jspecify.annotations.NullMarked;
