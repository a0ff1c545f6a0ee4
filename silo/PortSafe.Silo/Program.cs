using PortSafe.Silo.CommandLine;

return await new PortSafeCommandLine().RunAsync(args);
