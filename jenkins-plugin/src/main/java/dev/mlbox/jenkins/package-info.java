/** The goals as Pipeline steps; runs the command line on the agent. */
package dev.mlbox.jenkins;
