namespace BackpropCrossCheck.Cli.Tests;

/// <summary>The oracle that misbehaves on demand, as <c>--oracle</c> takes it.</summary>
internal sealed class FakeOracle(string mode, string argument = "")
{
    private readonly string _token = Guid.NewGuid().ToString("N");

    /// <summary>exec:COMMAND.</summary>
    public string Name => $"exec:'{Repository.DotNet}' '{Repository.FakeOracle}' '{mode}' '{argument}' {_token}";

    /// <summary>Its processes that are still there; Linux only.</summary>
    public int[] Running() => [.. Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out int _) && HasToken(folder))
        .Select(folder => int.Parse(Path.GetFileName(folder)))];

    private bool HasToken(string folder)
    {
        try
        {
            // backprop-check has the token within a longer argument. Only the oracle has it as an argument of its own.
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0').Contains(_token);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
