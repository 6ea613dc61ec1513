using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests;

/// <summary>An oracle that misbehaves on demand. When it is disposed of, none of its processes may be left.</summary>
internal sealed class Fake : IAsyncDisposable
{
    /// <summary>Nothing here takes this long, even with forty programs to each processor. A test that still waits then hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>For programs that load a framework before they greet. That takes a busy machine a minute.</summary>
    public static readonly OracleOptions Unhurried = new() { AnswerTimeout = Patience, StartTimeout = Patience };

    private readonly string _token = Guid.NewGuid().ToString("N");

    public Fake(string mode, string argument = "", OracleOptions? options = null)
    {
        Oracle = new OracleProcess(Command(mode, argument, _token), options ?? OracleOptions.Default);
    }

    public OracleProcess Oracle { get; }

    public static OracleCommand Command(string mode, string argument, string token)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "BackpropCrossCheck.FakeOracle.dll");
        return new OracleCommand("exec:fake", DotNet(), [program, mode, argument, token]);
    }

    public static string DotNet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public static OracleOptions AnswerWithin(double seconds) => new() { AnswerTimeout = TimeSpan.FromSeconds(seconds) };

    /// <summary>The processes that have a word on their command line.</summary>
    public static IReadOnlyList<int> Running(string word)
        => OperatingSystem.IsLinux()
            ? [.. Directory.EnumerateDirectories("/proc")
                .Where(folder => CommandLine(folder).Contains(word, StringComparison.Ordinal))
                .Select(folder => int.Parse(Path.GetFileName(folder)))]
            : [];

    /// <summary>Those that this process has started. Other test runs on the machine have their own.</summary>
    public static IReadOnlyList<int> Children(string word) => [.. Running(word).Where(id => ParentOf(id) == Environment.ProcessId)];

    public Task<OracleStatus> StartAsync() => Oracle.StartAsync(CancellationToken.None).WaitAsync(Patience);

    public Task<OracleAnswer> AskAsync(OracleQuestion? question = null)
        => Oracle.AskAsync(question ?? Questions.Small(), CancellationToken.None).WaitAsync(Patience);

    public async Task<string> FailureAsync(OracleQuestion? question = null)
    {
        OracleAnswer answer = await AskAsync(question);
        Assert.That(answer, Is.TypeOf<OracleAnswer.Failed>());
        return ((OracleAnswer.Failed)answer).Reason;
    }

    public async Task<string> StartFailureAsync()
    {
        OracleStatus status = await StartAsync();
        Assert.That(status, Is.TypeOf<OracleStatus.Failed>());
        return ((OracleStatus.Failed)status).Reason;
    }

    /// <summary>The processes of this oracle, children included.</summary>
    public IReadOnlyList<int> Running() => Running(_token);

    public async ValueTask DisposeAsync()
    {
        await Oracle.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.That(Running(), Is.Empty, "processes left");
    }

    private static int ParentOf(int id)
    {
        try
        {
            // "id (name) state parent …"; the name may contain anything, even a bracket.
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return int.TryParse(Path.GetFileName(folder), out int _) ? File.ReadAllText(Path.Combine(folder, "cmdline")) : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
