@NullMarked
package dev.mlbox.jenkins.command;

import org.jspecify.annotations.NullMarked;
