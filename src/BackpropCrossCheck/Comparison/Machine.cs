using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Comparison;

/// <summary>What a run ran on, as far as it may change numbers; nothing that tells whose machine it is.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor architecture.</param>
/// <param name="Runtime">The .NET runtime with its version.</param>
internal sealed record Machine(string System, string Architecture, string Runtime)
{
    /// <summary>This one.</summary>
    public static Machine Current { get; } = new(
        OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : OperatingSystem.IsLinux() ? "Linux" : "other",
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.FrameworkDescription);

    /// <inheritdoc/>
    public override string ToString() => $"{System} {Architecture}, {Runtime}";
}
