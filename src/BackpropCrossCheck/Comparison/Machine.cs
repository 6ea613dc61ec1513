using System.Runtime.InteropServices;

namespace BackpropCrossCheck.Comparison;

/// <summary>The machine of a run, as far as it may affect numbers. Nothing identifies its owner.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor architecture.</param>
/// <param name="Runtime">The .NET runtime with its version.</param>
internal sealed record Machine(string System, string Architecture, string Runtime)
{
    /// <summary>The current machine.</summary>
    public static Machine Current { get; } = new(
        OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : OperatingSystem.IsLinux() ? "Linux" : "other",
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.FrameworkDescription);

    /// <inheritdoc/>
    public override string ToString() => $"{System} {Architecture}, {Runtime}";
}
