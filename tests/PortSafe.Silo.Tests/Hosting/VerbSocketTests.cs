using PortSafe.Silo.Hosting;

namespace PortSafe.Silo.Tests.Hosting;

public sealed class VerbSocketTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-socket-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_lies_in_the_installation_in_a_folder_that_only_the_owner_can_look_into()
    {
        var run = _folder.CreateSubdirectory("run");
        File.SetUnixFileMode(run.FullName, (UnixFileMode)0b111_111_111);

        using var socket = VerbSocket.In(_folder.FullName);

        Assert.Equal(run.FullName, Path.GetDirectoryName(socket.Path));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(run.FullName));
    }

    [Fact]
    public void It_moves_elsewhere_when_the_path_would_be_too_long_for_the_system()
    {
        var deep = _folder.CreateSubdirectory(new string('d', 90)).FullName;

        string folder;
        using (var socket = VerbSocket.In(deep))
        {
            Assert.InRange(socket.Path.Length, 1, 100);
            folder = Path.GetDirectoryName(socket.Path)!;
            Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder));
        }
        Assert.False(Directory.Exists(folder));
    }
}
