using System.Net.Sockets;

namespace PortSafe.Silo.Hosting;

/// <summary>Where work on a SQLite database can be done: here, with the lease; in the server; or, for now, nowhere.</summary>
public sealed class ServingPlace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private ServingPlace()
    {
    }

    /// <summary>This process has the lease, and keeps it until this is disposed of.</summary>
    public ServingLease? Lease { get; private init; }

    /// <summary>Another process serves the database.</summary>
    public ServerAddress? Server { get; private init; }

    /// <summary>Why there is no place: a sentence that says what to do.</summary>
    public string? Complaint { get; private init; }

    /// <summary>Takes the lease, or finds the server; waits up to a minute for another command to finish.</summary>
    /// <param name="mayJoin">Whether a server that runs already will do.</param>
    public static async Task<ServingPlace> EnterAsync(string directory, bool mayJoin, TimeProvider clock, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            if (ServingLease.TryTake(directory) is { } lease)
                return new ServingPlace { Lease = lease };
            if (ServerAddress.Read(directory) is { } server && await AnswersAsync(server, ct))
            {
                return mayJoin
                    ? new ServingPlace { Server = server }
                    : new ServingPlace { Complaint = $"Process {server.Pid} serves {directory} already. Stop it first, or choose another folder with --data." };
            }
            if (clock.GetElapsedTime(start) >= Patience)
                return new ServingPlace { Complaint = $"Another command has been working on {directory} for over a minute. Wait for it, or stop it, and try again." };
            await Task.Delay(BetweenTries, clock, ct);
        }
    }

    public void Dispose() => Lease?.Dispose();

    private static async Task<bool> AnswersAsync(ServerAddress server, CancellationToken ct)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(server.Socket), ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
