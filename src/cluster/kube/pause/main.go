// Command pause is the program of the pause container: it holds a pod's namespaces, and does nothing until told to end.
//
// It exists because the kubelet's usual pause image cannot be pulled where the tests run.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	<-end
}
