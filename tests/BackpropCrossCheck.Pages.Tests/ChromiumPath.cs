namespace BackpropCrossCheck.Pages.Tests;

/// <summary>Where Chromium is.</summary>
internal static class ChromiumPath
{
    /// <summary>The variable that names it.</summary>
    public const string Variable = "BACKPROP_CHECK_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    /// <summary>The program that the variable names, else the first on the PATH; null if there is none.</summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable("PATH"));

    /// <summary>The program that a variable names, else the first on a path.</summary>
    /// <param name="named">The variable's value.</param>
    /// <param name="path">The folders.</param>
    public static string? Find(string? named, string? path)
        => !string.IsNullOrEmpty(named) ? named
            : (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
                .FirstOrDefault(File.Exists);
}
