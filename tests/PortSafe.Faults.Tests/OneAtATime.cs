// Each test here starts processes that keep a processor busy; side by side they would only wait for one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
