using PortSafe.Silo.CommandLine;
using PortSafe.Silo.Hosting;

PrivateFiles.ByDefault();
return await new PortSafeCommandLine().RunAsync(args);
