<#
.SYNOPSIS
Runs every check of this repository: locked restore, format, build, tests, the fixtures that must pass and those that must fail.

.DESCRIPTION
Prints each step and its result; the last line is "N passed, N failed, N skipped". The exit code is 0 only where nothing failed.
Works in Windows PowerShell 5.1 and PowerShell 7, from any folder. Only cmdlets of the engine itself are used.

.PARAMETER DotNet
The dotnet command to use.

.EXAMPLE
./run-checks.ps1 -SkipFormat -SkipTests
#>
[CmdletBinding()]
param(
    [string] $DotNet = 'dotnet',
    [switch] $SkipRestore,
    [switch] $SkipFormat,
    [switch] $SkipBuild,
    [switch] $SkipTests,
    [switch] $SkipFixtures,
    [switch] $SkipMustFail
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
# The exit codes of programs are looked at here, one by one.
$PSNativeCommandUseErrorActionPreference = $false

$solution = [System.IO.Path]::Combine($PSScriptRoot, 'BackpropCrossCheck.sln')
$project = [System.IO.Path]::Combine($PSScriptRoot, 'src', 'BackpropCrossCheck.Cli')
$fixtures = [System.IO.Path]::Combine($PSScriptRoot, 'fixtures')
$mustFail = [System.IO.Path]::Combine($PSScriptRoot, 'tests', 'MustFail')

$counts = @{ passed = 0; failed = 0; skipped = 0 }

function Write-Result([string] $Result, [string] $Name, [string] $Detail) {
    $counts[$Result]++
    if ($Detail) { $Detail = ": $Detail" }
    "[$Result] $Name$Detail"
}

# A step is passed where the program ends with the exit code, and says the word, that are expected.
function Invoke-Step([string] $Name, [string[]] $Arguments, [bool] $Skip, [int] $ExitCode = 0, [string] $Word = '', [bool] $Show = $true) {
    if ($Skip) {
        Write-Result 'skipped' $Name 'as asked for'
        return
    }

    if ($Show) { "== $Name" }
    $lines = @()
    $found = -1
    try {
        & $DotNet @Arguments | ForEach-Object {
            $lines += "$_"
            if ($Show) { "$_" }
        }
        $found = $LASTEXITCODE
    }
    catch {
        Write-Result 'failed' $Name "$DotNet cannot be run: $($_.Exception.Message)"
        return
    }

    if ($found -ne $ExitCode) {
        if (-not $Show) { $lines }
        Write-Result 'failed' $Name "exit code $found, expected $ExitCode"
    }
    elseif ($Word -and -not ([string]::Join("`n", [string[]] $lines)).Contains($Word)) {
        $lines
        Write-Result 'failed' $Name "`"$Word`" is not named"
    }
    else {
        Write-Result 'passed' $Name "exit code $found"
    }
}

# The rows of the table in tests/MustFail/README.md: file, mistake, exit code, place, cause.
function Get-MustFail([string] $Table) {
    foreach ($line in [System.IO.File]::ReadAllLines($Table)) {
        if ($line -match '^\|\s*`([^`]+\.json)`\s*\|[^|]*\|\s*(\d+)\s*\|([^|]*)\|') {
            $file = $Matches[1]
            $code = [int] $Matches[2]
            $place = $Matches[3].Trim()
            # A JSON pointer where there is one, else what kind of number it is.
            $word = $place.Split(',')[0].Trim()
            if ($place -match '(/\S+)') { $word = $Matches[1] }
            @{ File = $file; ExitCode = $code; Word = $word }
        }
    }
}

function Invoke-MustFail {
    $name = 'fixtures that must fail'
    if ($SkipMustFail) {
        Write-Result 'skipped' $name 'as asked for'
        return
    }

    "== $name"
    $table = [System.IO.Path]::Combine($mustFail, 'README.md')
    $rows = @()
    if ([System.IO.File]::Exists($table)) { $rows = @(Get-MustFail $table) }
    if ($rows.Count -eq 0) {
        Write-Result 'failed' $name "no fixture is listed in $table"
        return
    }

    $listed = @($rows | ForEach-Object { $_.File })
    foreach ($path in [System.IO.Directory]::GetFiles($mustFail, '*.json')) {
        $file = [System.IO.Path]::GetFileName($path)
        if ($listed -notcontains $file) { Write-Result 'failed' "must fail: $file" "it is not listed in $table" }
    }

    foreach ($row in $rows) {
        $path = [System.IO.Path]::Combine($mustFail, $row.File)
        $arguments = @('run', '--no-build', '--project', $project, '--', 'check', $path, '--oracle', 'none')
        Invoke-Step "must fail: $($row.File)" $arguments $false $row.ExitCode $row.Word $false
    }
}

$encoding = $null
try {
    # What the programs print is UTF-8. Where there is no console, there is nothing to set.
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
}
catch {
    $encoding = $null
}

try {
    Invoke-Step 'restore' @('restore', $solution, '--locked-mode') $SkipRestore
    Invoke-Step 'format' @('format', $solution, '--verify-no-changes', '--no-restore') $SkipFormat
    Invoke-Step 'build' @('build', $solution, '--no-restore') $SkipBuild
    Invoke-Step 'tests' @('test', $solution, '--no-build') $SkipTests
    Invoke-Step 'fixtures' @('run', '--no-build', '--project', $project, '--', 'check', $fixtures, '--quiet') $SkipFixtures
    Invoke-MustFail
}
finally {
    if ($null -ne $encoding) { [Console]::OutputEncoding = $encoding }
}

"$($counts.passed) passed, $($counts.failed) failed, $($counts.skipped) skipped"
if ($counts.failed -gt 0) { exit 1 }
exit 0
