using BackpropCrossCheck.Oracles.FiniteDifferences;
using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Oracles.PyTorch;
using BackpropCrossCheck.Oracles.TensorFlowJs;
using BackpropCrossCheck.Oracles.TensorFlowNet;
using BackpropCrossCheck.Oracles.TensorFlowPython;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles;

/// <summary>The oracles by name.</summary>
public static class OracleCatalogue
{
    /// <summary>TensorFlow.NET on its native library.</summary>
    public const string TensorFlowNet = "tensorflow-net";

    /// <summary>TensorFlow.js on Node.js.</summary>
    public const string TensorFlowJs = "tensorflow-js";

    /// <summary>Keras and GradientTape in a Python that has TensorFlow.</summary>
    public const string TensorFlowPython = "tensorflow-python";

    /// <summary>PyTorch's autograd in a Python that has PyTorch.</summary>
    public const string PyTorch = "pytorch";

    /// <summary>Numerical derivatives of the engine's loss.</summary>
    public const string FiniteDifferences = "finite-differences";

    /// <summary>How the name of an oracle begins that can be any program: "exec:COMMAND".</summary>
    public const string CommandPrefix = "exec:";

    private static readonly Dictionary<string, Func<OracleOptions, IOracle>> Makers = new(StringComparer.Ordinal)
    {
        [TensorFlowNet] = TensorFlowNetOracle.Create,
        [TensorFlowJs] = TensorFlowJsOracle.Create,
        [TensorFlowPython] = TensorFlowPythonOracle.Create,
        [PyTorch] = PyTorchOracle.Create,
        [FiniteDifferences] = options => options.ForwardPass is { } forward
            ? new FiniteDifferenceOracle(forward, options.AnswerTimeout)
            : new UnavailableOracle(FiniteDifferences, "it needs a forward pass to differentiate, and none was given."),
    };

    /// <summary>The names of the oracles that come with the product, in a fixed order. In addition there is "exec:COMMAND".</summary>
    public static IReadOnlyList<string> Names { get; } = [TensorFlowNet, TensorFlowJs, TensorFlowPython, PyTorch, FiniteDifferences];

    /// <summary>The oracles to ask if none is named: every TensorFlow, and finite differences.</summary>
    public static IReadOnlyList<string> DefaultNames { get; } = [.. Names.Where(name => name != PyTorch)];

    /// <summary>Creates an oracle without starting it.</summary>
    /// <param name="name">One of <see cref="Names"/>, or "exec:COMMAND" with COMMAND as in <see cref="ShellWords"/>.</param>
    /// <param name="options">How it is run.</param>
    /// <exception cref="ArgumentException">There is no oracle of that name; the message lists the existing ones. Or COMMAND cannot be split
    /// into words; the message says where.</exception>
    public static IOracle Create(string name, OracleOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        if (name.StartsWith(CommandPrefix, StringComparison.Ordinal))
        {
            return OfCommand(name, options);
        }

        return Makers.TryGetValue(name, out Func<OracleOptions, IOracle>? make)
            ? make(options)
            : throw new ArgumentException(
                $"There is no oracle \"{name}\". The oracles are: {string.Join(", ", Names)}, {CommandPrefix}COMMAND.", nameof(name));
    }

    // A name without a folder is looked for on the PATH, and stays as it is.
    private static string InFolder(string program, string? folder)
        => folder is null || Path.GetFileName(program) == program ? program : Path.Combine(folder, program);

    private static OraclePool OfCommand(string name, OracleOptions options)
    {
        try
        {
            IReadOnlyList<string> words = ShellWords.Split(name[CommandPrefix.Length..]);
            return words[0].Length == 0
                ? throw new FormatException("The command begins with an empty word: name a program after \"exec:\".")
                : new OraclePool(
                    new OracleCommand(name, InFolder(words[0], options.WorkingFolder), words.Skip(1))
                    {
                        WorkingFolder = options.WorkingFolder,
                    },
                    options);
        }
        catch (FormatException fault)
        {
            throw new ArgumentException(fault.Message, nameof(name), fault);
        }
    }
}
