using System.Diagnostics;

namespace Assistant.Tests.Fakes;

/// <summary>A small file system of its own, to be filled. Mounting one needs the right to: elsewhere the test is skipped, but never in CI.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string filler;

    /// <param name="size">As <c>mount -o size=</c> takes it.</param>
    public SmallDisk(string size)
    {
        Path = Directory.CreateTempSubdirectory("d-").FullName;
        var isMounted = Run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", Path);
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.True(isMounted, "no right to mount a small file system here");
        else
            Assert.SkipUnless(isMounted, "no right to mount a small file system here");
        filler = System.IO.Path.Combine(Path, "filler");
    }

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Uses up every byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        var block = new byte[4096];
        try
        {
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Empty() => File.Delete(filler);

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No such program here.
            return false;
        }
    }
}
