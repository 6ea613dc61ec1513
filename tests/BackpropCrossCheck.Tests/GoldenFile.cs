using System.Runtime.CompilerServices;
using System.Text;

namespace BackpropCrossCheck.Tests;

/// <summary>Compares a text with a file of the test project's folder Golden.</summary>
/// <remarks>BACKPROP_CHECK_RENEW_GOLDEN=1 writes the files anew. With CI=true this is refused, so that no run can pass by agreeing with
/// itself. The project copies Golden/** to its output.</remarks>
internal static class GoldenFile
{
    /// <summary>Fails if the text differs from the file; the message shows the first line that differs.</summary>
    /// <param name="actual">The text; its lines end with LF.</param>
    /// <param name="name">The file, relative to Golden.</param>
    /// <param name="source">The test's source file; filled in by the compiler.</param>
    public static void AssertMatches(string actual, string name, [CallerFilePath] string source = "")
    {
        if (IsRenewed)
        {
            string file = PathOfSource(name, source);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", name);
        string expected = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.That(Difference(expected, actual), Is.Null, $"Golden/{name}; BACKPROP_CHECK_RENEW_GOLDEN=1 renews it.");
    }

    /// <summary>Fails if a page of the repository differs from what it has to be; writes it anew if golden files are renewed.</summary>
    /// <param name="page">The file.</param>
    /// <param name="actual">What it is.</param>
    /// <param name="expected">What it has to be.</param>
    public static void AssertPage(string page, string actual, string expected)
    {
        if (IsRenewed)
        {
            File.WriteAllText(page, expected, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        Assert.That(Difference(expected, actual), Is.Null, $"{page}; BACKPROP_CHECK_RENEW_GOLDEN=1 writes it anew.");
    }

    /// <summary>Removes a folder of golden files if they are renewed, so that no unused file stays.</summary>
    /// <param name="name">The folder, relative to Golden.</param>
    /// <param name="source">The test's source file.</param>
    public static void RemoveBeforeRenewal(string name, string source)
    {
        if (IsRenewed && PathOfSource(name, source) is var folder && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>True if golden files are to be renewed.</summary>
    /// <param name="renew">BACKPROP_CHECK_RENEW_GOLDEN.</param>
    /// <param name="ci">CI.</param>
    /// <exception cref="InvalidOperationException">Both are set.</exception>
    public static bool MayRenew(string? renew, string? ci) => (renew == "1", ci) switch
    {
        (true, "true") => throw new InvalidOperationException("Golden files are not renewed in CI; renew them locally and commit them."),
        (bool wanted, _) => wanted,
    };

    /// <summary>The first line that differs; null if none does.</summary>
    /// <param name="expected">The golden text.</param>
    /// <param name="actual">The text to be compared.</param>
    public static string? Difference(string expected, string actual)
    {
        string[] wanted = expected.Split('\n');
        string[] got = actual.Split('\n');
        for (int i = 0; i < Math.Max(wanted.Length, got.Length); i++)
        {
            string? left = i < wanted.Length ? wanted[i] : null;
            string? right = i < got.Length ? got[i] : null;
            if (left != right)
            {
                return $"line {i + 1}: expected {Show(left)}, got {Show(right)}";
            }
        }

        return null;
    }

    private static bool IsRenewed
        => MayRenew(Environment.GetEnvironmentVariable("BACKPROP_CHECK_RENEW_GOLDEN"), Environment.GetEnvironmentVariable("CI"));

    private static string Show(string? line) => line is null ? "no such line" : $"\"{line}\"";

    /// <summary>The file or folder among the sources of the test project, where golden files are renewed.</summary>
    private static string PathOfSource(string name, string source)
    {
        DirectoryInfo? folder = new FileInfo(source).Directory;
        while (folder is not null && folder.GetFiles("*.csproj").Length == 0)
        {
            folder = folder.Parent;
        }

        return Path.Combine(
            folder?.FullName ?? throw new InvalidOperationException($"No project file above {source}."), "Golden", name);
    }
}
