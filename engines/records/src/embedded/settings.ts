import { SOCKET_NUMBER } from './socket-folder.ts';

/**
 * Settings of the embedded server, given on the command line at every start: a release that changes them needs
 * no edit of files in data folders. Everything that makes an acknowledged commit durable stays on.
 */
export function serverSettings(socketFolder: string): string[] {
  const settings: Record<string, string | number> = {
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',

    listen_addresses: '',
    port: SOCKET_NUMBER,
    // A list, separated by commas; quoted, because the path may hold commas and spaces.
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',

    max_connections: 60,
    shared_buffers: '64MB',
    work_mem: '4MB',
    maintenance_work_mem: '32MB',
    max_wal_size: '512MB',
    huge_pages: 'off',
    io_method: 'sync',
    jit: 'off',
    // Parallel workers need /dev/shm, of which containers give 64 MB.
    max_parallel_workers_per_gather: 0,

    timezone: 'UTC',
    log_timezone: 'UTC',
    // Errors, their details and their statements quote values of rows, which may be personal data: they stay out of the log.
    // Whoever asked is told them; what is left is what the server says of itself.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
