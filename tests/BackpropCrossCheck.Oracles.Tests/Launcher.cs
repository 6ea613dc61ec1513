using BackpropCrossCheck.Oracles.Processes;

namespace BackpropCrossCheck.Oracles.Tests;

/// <summary>A Python without this machine's packages, as a program in its own folder.</summary>
internal sealed class Launcher : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>Makes one.</summary>
    /// <exception cref="IgnoreException">There is no python3.</exception>
    public Launcher()
    {
        if (OperatingSystem.IsWindows() || ProgramPath.Find("python3") is not { } python)
        {
            _folder.Delete();
            Assert.Ignore("python3 is not on the PATH, or this is Windows.");
            return;
        }

        File.WriteAllText(Program, $"#!/bin/sh\nPYTHONPATH='{Packages}' exec '{python}' -S -s \"$@\"\n");
        File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Packages);
    }

    /// <summary>The program.</summary>
    public string Program => Path.Combine(_folder.FullName, "python");

    /// <summary>The folder of its packages.</summary>
    public string Packages => Path.Combine(_folder.FullName, "packages");

    /// <summary>Adds a package.</summary>
    /// <param name="name">The name it is imported by.</param>
    /// <param name="code">The code that an import runs; null for a folder without code.</param>
    public void Add(string name, string? code)
    {
        DirectoryInfo package = Directory.CreateDirectory(Path.Combine(Packages, name));
        if (code is not null)
        {
            File.WriteAllText(Path.Combine(package.FullName, "__init__.py"), code);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
