@NullMarked
package dev.mlbox.jenkins.lease;

import org.jspecify.annotations.NullMarked;
