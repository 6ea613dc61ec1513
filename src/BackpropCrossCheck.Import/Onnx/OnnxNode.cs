using BackpropCrossCheck.Import.Onnx.Messages;

namespace BackpropCrossCheck.Import.Onnx;

/// <summary>A step of an ONNX graph.</summary>
/// <param name="message">The message.</param>
internal sealed class OnnxNode(Node message)
{
    /// <summary>Its name; that of its output if it has none.</summary>
    public string Name => message.Name.Length > 0 ? message.Name : message.Outputs.Count > 0 ? message.Outputs[0] : "without a name";

    /// <summary>Its operator.</summary>
    public string Operator => message.Operator;

    /// <summary>Whether the operator is one of ONNX's own.</summary>
    public bool IsStandard => message.Domain is "" or "ai.onnx";

    /// <summary>What it takes, without the optional inputs left out at the end.</summary>
    public IReadOnlyList<string> Inputs => [.. message.Inputs.Reverse().SkipWhile(name => name.Length == 0).Reverse()];

    /// <summary>What it gives.</summary>
    public IReadOnlyList<string> Outputs => message.Outputs;

    /// <summary>Whether every real setting is finite.</summary>
    public bool IsFinite => message.Settings.All(setting => float.IsFinite(setting.Real));

    /// <summary>A real setting.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="standard">Its value if it is not there.</param>
    public double Real(string name, double standard) => Find(name) is { } setting ? setting.Real : standard;

    /// <summary>An integer setting.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="standard">Its value if it is not there.</param>
    public long Integer(string name, long standard) => Find(name) is { } setting ? setting.Integer : standard;

    /// <summary>A text setting.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="standard">Its value if it is not there.</param>
    public string Text(string name, string standard) => Find(name) is { } setting ? setting.Text.ToStringUtf8() : standard;

    /// <summary>The array of a Constant; null if it is none, or has no array of floating-point numbers.</summary>
    public Messages.Array? Constant => Find("value")?.Array
        ?? (Find("value_float") is { } one ? new Messages.Array { Type = 1, Floats = { one.Real } }
            : Find("value_floats") is { } several
                ? new Messages.Array { Type = 1, Shape = { several.Reals.Count }, Floats = { several.Reals } }
            : null);

    private Setting? Find(string name) => message.Settings.FirstOrDefault(setting => setting.Name == name);
}
