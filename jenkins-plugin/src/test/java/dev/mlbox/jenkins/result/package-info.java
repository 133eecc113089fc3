@NullMarked
package dev.mlbox.jenkins.result;

import org.jspecify.annotations.NullMarked;
